using System.CommandLine;
using System.CommandLine.Invocation;
using Presage.Cli.Commands;
using Presage.Cli.Demo;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Hosting.Life;

namespace Presage.Cli;

/// <summary>The command line: parses it, runs the command and turns what happened into an exit code.</summary>
internal static class PresageCommandLine
{
    public static async Task<int> RunAsync(string[] args, TerminalStreams streams)
    {
        // Before anything is loaded that takes its time.
        using var signals = new StopSignals();
        if (Surroundings.Shortage() is { } shortage)
        {
            await ShortageText.TellAsync(streams, args, shortage);
            return ExitCodes.Failed;
        }

        await Attachment.AwaitAsync(streams.ReadLine);

        // "--model @champion" is a model, not a file of options.
        var parse = CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
        {
            new Terminal(streams, args.Contains(GlobalOptions.JsonName)).Fail(UsageErrors.Describe(parse));
            return ExitCodes.WrongUsage;
        }

        return await parse.InvokeAsync(new CommandInvocation(streams, signals), signals.Told);
    }

    internal static RootCommand CreateRoot() =>
        new("Presage predicts which machine will fail, which component, and why. Times are UTC; ranges are (from, to].")
        {
            GlobalOptions.Data,
            GlobalOptions.Json,
            GlobalOptions.Verbose,
            GlobalOptions.LogLevel,
            GlobalOptions.LogFormat,
            DemoCommand.Create(),
            SimulateCommand.Create(),
            IngestCommand.Create(),
            FeaturesCommand.Create(),
            TrainCommand.Create(),
            ScoreCommand.Create(),
            EvaluateCommand.Create(),
            PredictionsCommand.Create(),
            ReportCommand.Create(),
            JobsCommand.Create(),
            RunsCommand.Create(),
            ModelsCommand.Create(),
            DataSetsCommand.Create(),
            ResultsCommand.Create(),
            AlarmsCommand.Create(),
            QuarantineCommand.Create(),
            RetractCommand.Create(),
            FaultsCommand.Create(),
            ConnectionsCommand.Create(),
            DeliveriesCommand.Create(),
            StoreCommand.Create(),
            WorkersCommand.Create(),
            TopologyCommand.Create(),
            DoctorCommand.Create(),
            ScenariosCommand.Create(),
            PublishCommand.Create(),
            ServeCommand.Create(),
        };
}
