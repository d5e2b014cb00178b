using System.CommandLine.Parsing;
using System.Text.Json;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Execution;

internal static class Failures
{
    /// <summary>What is printed, with the commands that carry out the remedy.</summary>
    /// <param name="values">Those of the command that failed.</param>
    public static ErrorResult Document(PresageException failure, CommandResult values) => new(
        failure.Code, failure.Message, Hints.Complete(failure.Remedy, failure.Code, failure.Run, values),
        JsonNamingPolicy.CamelCase.ConvertName(failure.Kind.ToString()), failure.Run);
}
