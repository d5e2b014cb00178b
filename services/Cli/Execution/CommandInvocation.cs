using System.CommandLine;
using Presage.Cli.Output;

namespace Presage.Cli.Execution;

/// <summary>How a parsed command line is carried out: what it prints to goes with it, so that one process can carry out several.</summary>
internal sealed class CommandInvocation : InvocationConfiguration
{
    public CommandInvocation(TerminalStreams streams)
    {
        Streams = streams;
        Output = streams.Out;
        Error = streams.Error;

        // Signals are the command line's, which tells the first from the second.
        ProcessTerminationTimeout = null;
    }

    public TerminalStreams Streams { get; }
}
