using System.CommandLine;
using Presage.Cli.Output;
using Presage.Hosting.Life;

namespace Presage.Cli.Execution;

/// <summary>How a parsed command line is carried out: what it prints to goes with it, so that one process can carry out several.</summary>
internal sealed class CommandInvocation : InvocationConfiguration
{
    public CommandInvocation(TerminalStreams streams, StopSignals? signals = null)
    {
        Signals = signals;
        Streams = streams;
        Output = streams.Out;
        Error = streams.Error;

        // Signals are the command line's, which tells the first from the second.
        ProcessTerminationTimeout = null;
    }

    public TerminalStreams Streams { get; }

    /// <summary>The signals of the process; null where it is not the command's own.</summary>
    public StopSignals? Signals { get; }
}
