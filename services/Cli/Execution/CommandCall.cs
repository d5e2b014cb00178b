using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Cli.Composition;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Hosting.Life;

namespace Presage.Cli.Execution;

/// <summary>One use of a command: its values, where it prints, and when to stop.</summary>
internal sealed class CommandCall(
    ParseResult parse, TerminalStreams streams, StopSignals? signals, CancellationToken cancellation)
{
    public Terminal Terminal { get; } = new(streams, parse.GetValue(GlobalOptions.Json));

    public CancellationToken Cancellation => cancellation;

    /// <summary>What the process ends with unless something goes wrong.</summary>
    public int ExitCode { get; set; } = ExitCodes.Done;

    public string Data { get; } = Path.GetFullPath(parse.GetValue(GlobalOptions.Data)!);

    /// <summary>The directory of --data where it was given; null when it is the usual one.</summary>
    public string? GivenData => parse.GetResult(GlobalOptions.Data) is { Implicit: false } ? Data : null;

    public bool Verbose => parse.GetValue(GlobalOptions.Verbose);

    public CommandLog Log => CommandLog.Of(parse.GetValue(GlobalOptions.LogLevel), parse.GetValue(GlobalOptions.LogFormat), Verbose);

    public CommandResult Values => parse.CommandResult;

    public T Get<T>(Argument<T> argument) => parse.GetValue(argument)!;

    public T Get<T>(Option<T> option) => parse.GetValue(option)!;

    /// <summary>Path of a file to write, absolute; its directory is made, so that a command does not fail after its work is done.</summary>
    public string OutputFile(Option<string> option)
    {
        var path = Path.GetFullPath(Get(option));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>
    /// Says that the process ends at once when it is told to, as one that did what it was told: for as long as nothing is there yet that
    /// wants to be stopped.
    /// </summary>
    public void EndAtOnce(bool ends) => signals?.EndsAtOnce = ends;

    /// <summary>The store without a bus, for commands that only read.</summary>
    public ConfiguredStore OpenStore() => ConfiguredStore.Open(Data, Terminal);

    /// <summary>All services in this process, started.</summary>
    public Task<EmbeddedServices> StartServicesAsync(EmbeddedSettings? settings = null) =>
        EmbeddedServices.StartAsync(Data, Log, settings ?? new EmbeddedSettings(), Terminal, cancellation);
}
