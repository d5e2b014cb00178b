using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

internal static class JobsBackfillCommand
{
    private static readonly Argument<string> Job = JobsCommand.JobArgument();
    private static readonly Option<DateTime?> From = ValueOptions.Time("--from", "Beginning of the range, exclusive.");
    private static readonly Option<DateTime?> To = ValueOptions.Time("--to", "End of the range, inclusive.");
    private static readonly Option<string?> Select = CommandOptions.Choice(
        "--select", "Which of its intervals: those that no run has done, whose run failed, that would come out otherwise now, or all.",
        BackfillSelections.All);
    private static readonly Option<string?> Steps = new("--steps")
    {
        Description = "Only these steps, with a comma between them. [default: all]",
        HelpName = "STEP,...",
    };
    private static readonly Option<int?> AtOnce = ValueOptions.Count("--at-once", "Most runs at a time. [default: 1]");
    private static readonly Option<bool> Plan = new("--plan") { Description = "Print what would be done, and the hash that starts it." };
    private static readonly Option<string?> Hash = Named("--hash", "Start the plan that has this hash, or tell how far it is.");
    private static readonly Option<string?> Pause = Named("--pause", "Have this backfill begin no further intervals.");
    private static readonly Option<string?> Resume = Named("--resume", "Have a paused backfill go on.");
    private static readonly Option<string?> Cancel = Named("--cancel", "Have this backfill end with the runs that it is at.");
    private static readonly Option<bool> Wait = JobExecution.WaitOption();

    public static Command Create()
    {
        var command = new Command(
            "backfill", "Have intervals of the past done, behind other work: plan first, then start the plan by its hash.")
        {
            Job, From, To, Select, Steps, AtOnce, Plan, Hash, Pause, Resume, Cancel, Wait,
        };
        command.WithRange(From, To).Validators.Add(result =>
        {
            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
            if (new Option[] { Plan, Hash, Pause, Resume, Cancel }.Count(IsGiven) != 1)
                result.AddError(
                    "What is to be done is not said.", "Give one of --plan, --hash HASH, --pause HASH, --resume HASH and --cancel HASH.");
            else if (IsGiven(Plan) && !new Option[] { From, To, Select }.All(IsGiven))
                result.AddError("Which intervals are meant is not said.", "Give --from TIME, --to TIME and --select with the plan.");
        });
        return command.Does(call =>
            call.Get(Plan) ? PlanAsync(call)
            : call.Get(Hash) is { } hash ? StartAsync(call, hash)
            : ChangeAsync(call));
    }

    private static async Task PlanAsync(CommandCall call)
    {
        await using var store = call.OpenStore();
        var plan = await store.Get<IBackfillActions>().PlanAsync(RequestOf(call), call.Cancellation);
        call.Terminal.Result(plan, _ => BackfillView.Show(call.Terminal, plan));
    }

    private static Task StartAsync(CommandCall call, string hash) => BackfillExecution.RunAsync(
        call, call.Get(Job), hash, call.Get(Wait),
        backfills => call.Get(From) is null && call.Get(To) is null
            ? backfills.ShowAsync(call.Get(Job), hash, call.Cancellation)
            : backfills.StartAsync(RequestOf(call), hash, Environment.UserName, call.Cancellation));

    private static async Task ChangeAsync(CommandCall call)
    {
        await using var store = call.OpenStore();
        var (backfills, job, by) = (store.Get<IBackfillActions>(), call.Get(Job), Environment.UserName);
        var changed =
            call.Get(Pause) is { } paused ? await backfills.PauseAsync(job, paused, by, call.Cancellation)
            : call.Get(Resume) is { } resumed ? await backfills.ResumeAsync(job, resumed, by, call.Cancellation)
            : await backfills.CancelAsync(job, call.Get(Cancel)!, by, call.Cancellation);
        call.Terminal.Result(changed, _ => BackfillView.Show(call.Terminal, changed));
    }

    private static BackfillRequest RequestOf(CommandCall call) => new(
        call.Get(Job), Given(call.Get(From), "--from TIME"), Given(call.Get(To), "--to TIME"),
        call.Get(Select) ?? BackfillSelections.Missing,
        call.Get(Steps)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), call.Get(AtOnce) ?? 1);

    private static DateTime Given(DateTime? time, string option) => time ?? throw new PresageException(
        ErrorKind.Usage, "wrong-usage", "The range of the backfill is not said.", $"Give {option}, as with the plan.");

    private static Option<string?> Named(string name, string description) => new(name) { Description = description, HelpName = "HASH" };
}
