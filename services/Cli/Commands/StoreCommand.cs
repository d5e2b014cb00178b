using System.CommandLine;
using Presage.Application.Stores;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;

namespace Presage.Cli.Commands;

internal static class StoreCommand
{
    public static Command Create() => new("store", "The store as a whole: backups of it, and whether it is sound.")
    {
        BackUp(), Restore(), Check(),
    };

    private static Command BackUp()
    {
        var file = new Argument<string>("FILE") { Description = "File to write." };
        var force = new Option<bool>("--force") { Description = "Replace a file of this name." };
        return new Command(
                "backup",
                "Write the embedded store to a file, as it is at one moment, while services go on working in it. The file is read back "
                + "before it has its name.")
            { file, force }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var made = await store.Get<IStoreActions>().BackUpAsync(call.Get(file), call.Get(force), call.Cancellation);
                call.Terminal.Result(made, _ => call.Terminal.Say(Words(made.Store, made.At, made.File, made.Bytes, made.Rows)));
            });
    }

    private static Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "A backup of an embedded store." };
        var force = new Option<bool>("--force")
        {
            Description = "Although there is a store already, which stays beside the restored one under another name.",
        };
        return new Command(
                "restore", "Make the embedded store in the directory of --data from a backup. Nothing may use it meanwhile.")
            { file, force }
            .Does(async call =>
            {
                await using var store = ConfiguredStore.OpenAny(call.Data, call.Terminal);
                var made = await store.Get<IStoreActions>().RestoreAsync(call.Get(file), call.Get(force), call.Cancellation);
                call.Terminal.Result(made, _ =>
                {
                    call.Terminal.Say(Words(made.Store, made.At, made.File, made.Bytes, made.Rows));
                    if (made.Former is { } former)
                        call.Terminal.Say($"The store that was there is {former}; delete it once nobody needs it.");
                });
            });
    }

    private static string Words(string store, DateTime at, string file, long bytes, IReadOnlyDictionary<string, long> rows) =>
        $"The store {store} as of {Format.Time(at)} is in {file} ({Format.Count(bytes)} bytes, "
        + $"{Format.Count(rows.Values.Sum(), "row")} read back).";

    private static Command Check() => new Command(
            "check", "Look at the whole store: form, id, damage, what belongs to nothing, how much there is, how long the disk will do.")
        .Does(async call =>
        {
            await using var store = call.OpenStore();
            var report = await store.Get<IStoreActions>().CheckAsync(call.Cancellation);
            call.ExitCode = report.Sound ? ExitCodes.Done : ExitCodes.Failed;
            call.Terminal.Result(report, _ => StoreView.Show(call.Terminal, report));
        });
}
