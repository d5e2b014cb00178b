return await Presage.Cli.PresageCommandLine.RunAsync(args);
