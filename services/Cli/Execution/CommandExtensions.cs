using System.CommandLine;
using Presage.Hosting.Errors;

namespace Presage.Cli.Execution;

internal static class CommandExtensions
{
    /// <summary>Sets what the command does; whatever goes wrong ends as one sentence, a remedy and an exit code.</summary>
    public static Command Does(this Command command, Func<CommandCall, Task> action)
    {
        command.SetAction(async (parse, cancellation) =>
        {
            var invocation = (CommandInvocation)parse.InvocationConfiguration;
            var call = new CommandCall(parse, invocation.Streams, invocation.Signals, cancellation);
            try
            {
                await action(call);
                return call.ExitCode;
            }
            catch (Exception exception)
            {
                var failure = Failure.Of(exception, cancellation);
                call.Terminal.Fail(Failures.Document(failure, call.Values));
                if (call.Verbose)
                    call.Terminal.Trace(exception);

                return ExitCodes.Of(failure.Kind);
            }
        });
        return command;
    }
}
