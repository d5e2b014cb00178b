return await Presage.Cli.PresageCommandLine.RunAsync(args, Presage.Cli.Output.TerminalStreams.OfProcess);
