using System.CommandLine;

namespace Presage.Cli.Commands;

internal static class JobsCommand
{
    public static Command Create() => new("jobs", "Work that schedules and triggers start, and what became of every interval.")
    {
        JobsApplyCommand.Create(),
        JobsListCommand.Create(),
        JobsShowCommand.Create(),
        JobsRunCommand.Create(),
        JobsHistoryCommand.Create(),
        JobsPauseCommand.Create(),
        JobsResumeCommand.Create(),
        JobsBackfillCommand.Create(),
        JobsRepairCommand.Create(),
        JobsCancelCommand.Create(),
        JobsDeleteCommand.Create(),
    };

    public static Argument<string> JobArgument() => new("JOB") { Description = "Name of the job." };

    public static Argument<string> JobRunArgument() => new("JOBRUN") { Description = "Id of the job's run." };
}
