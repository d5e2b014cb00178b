using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;
using Presage.Scenarios;

namespace Presage.Cli.Commands;

internal static class JobsApplyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "YAML files of jobs and calendars, or .ics files of days that are excluded.",
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the files, and show what would change." };
        return new Command("apply", "Put jobs into force; what is as it was stays as it is, and every version is kept.") { files, dryRun }
            .Does(call => ApplyAsync(call, call.Get(files), call.Get(dryRun)));
    }

    private static async Task ApplyAsync(CommandCall call, IReadOnlyList<string> files, bool dryRun)
    {
        JobSource[] sources = [.. files.Select(file => new JobSource(file, YamlFile.Read(file, "job")))];
        await using var store = ConfiguredStore.OpenAny(call.Data, call.Terminal);
        var applied = await store.Get<IJobActions>().ApplyAsync(sources, dryRun, Environment.UserName, call.Cancellation);
        call.Terminal.Result(applied, _ => Show(call.Terminal, applied));
    }

    private static void Show(Terminal terminal, JobsApplied applied)
    {
        foreach (var definition in applied.Definitions)
        {
            var version = definition.Version is { } number ? $", version {number}" : "";
            var would = applied.DryRun && definition.Change != "unchanged" ? "would be " : "";
            terminal.Say($"{definition.Kind} {definition.Name}: {would}{definition.Change}{version}");
            foreach (var line in applied.DryRun || definition.Change == "changed" ? definition.Difference : [])
                terminal.Say($"  {line}");
        }
    }
}
