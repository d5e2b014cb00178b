using System.CommandLine;
using Presage.Cli.Output;

namespace Presage.Cli;

internal static class CommandExtensions
{
    /// <summary>Sets what the command does; whatever goes wrong ends as one sentence and an exit code.</summary>
    public static Command Does(this Command command, Func<Call, Task> action)
    {
        command.SetAction(async (parse, cancellation) =>
        {
            var call = new Call(parse, cancellation);
            try
            {
                await action(call);
                return PresageCommandLine.Done;
            }
            catch (Exception exception)
            {
                call.Terminal.Fail(Failures.Describe(exception, cancellation));
                if (call.Verbose)
                    await Console.Error.WriteLineAsync(exception.ToString());

                return PresageCommandLine.Failed;
            }
        });
        return command;
    }
}
