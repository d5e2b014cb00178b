using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create() => new Command(
            "doctor", "Look at everything that processes need here: settings, store, broker, workers, clock, limits. Changes nothing.")
        .Does(RunAsync);

    private static async Task RunAsync(CommandCall call)
    {
        var found = new List<CheckedMatter>();
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();

        // Whoever says nothing means the store of the processes.
        var directory = call.GivenData
            ?? (configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}"] is { Length: > 0 } configured
                ? Path.GetFullPath(configured) : call.Data);
        await using var doctor = new Doctor(configuration, directory, call.Log, call.Terminal);
        await foreach (var matter in doctor.Checkup.RunAsync(call.Cancellation))
        {
            found.Add(matter);
            Show(call.Terminal, matter);
        }

        var (failed, warnings) = (found.Count(matter => matter.State == "failed"), found.Count(matter => matter.State == "warning"));
        call.ExitCode = failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
        call.Terminal.Result(new Diagnosis(failed, warnings, found), _ => call.Terminal.Say(
            failed + warnings == 0 ? "Nothing stands against working here."
                : $"{Format.Count(failed, "failure")}, {Format.Count(warnings, "warning")}."));
    }

    private static void Show(Terminal terminal, CheckedMatter matter)
    {
        terminal.Say($"{matter.State,-8} {matter.Check,-16} {matter.Found}");
        if (matter.Remedy is { } remedy)
            terminal.Say($"{"",-25} -> {remedy}");
    }
}
