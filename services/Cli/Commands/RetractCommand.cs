using System.CommandLine;
using Presage.Application.Records;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class RetractCommand
{
    private static readonly string[] Kinds = ["telemetry", "errors", "maintenance", "failures", "machines"];
    private static readonly Deed TakingBack = new("take back", "takes back", "taken back");

    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var run = new Option<string?>("--run") { Description = "Only what this ingestion brought.", HelpName = "RUN" };
        var file = new Option<string?>("--file") { Description = "Only what came from this file, in any run.", HelpName = "FILE" };
        var source = new Option<string?>("--source")
        {
            Description = "Only what came from this folder or address, in any run.",
            HelpName = "ADDRESS",
        };
        var machines = Several("--machine", "Only records of this machine; may be given several times.", "MACHINE");
        var kinds = Several("--kind", "Only records of this kind; may be given several times.", string.Join('|', Kinds));
        kinds.AcceptOnlyFromAmong(Kinds);
        var from = ValueOptions.Time("--from", "Only records after this time.");
        var to = ValueOptions.Time("--to", "Only records at this time or before.");
        var reason = new Option<string?>("--reason") { Description = "Why, for the ledger of runs.", HelpName = "TEXT" };
        var yes = Confirmation.Option("Take back without asking.");
        return new Command(
                "retract",
                "Take records back from now on: those that fit all that is given. As of an earlier moment they are still known.")
            {
                dataset, run, file, source, machines, kinds, from, to, reason, yes,
            }
            .WithRange(from, to)
            .Does(call => RetractAsync(
                call,
                new Retraction(
                    call.Get(dataset), call.Get(run), Place(call.Get(file)), Folder(call.Get(source)), Given(call.Get(machines)),
                    Given(call.Get(kinds)), call.Get(from), call.Get(to), call.Get(reason)),
                yes));
    }

    private static Option<string[]> Several(string name, string description, string help) => new(name)
    {
        Description = description,
        HelpName = help,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    private static string[]? Given(string[] values) => values.Length == 0 ? null : values;

    /// <summary>A name stays one; a path is as ingestion noted it.</summary>
    private static string? Place(string? file) => file is null || !file.Contains('/', StringComparison.Ordinal) ? file : Folder(file);

    private static string? Folder(string? path) => path is null ? null : IngestCommand.Absolute(path);

    private static async Task RetractAsync(CommandCall call, Retraction retraction, Option<bool> yes)
    {
        await using var store = call.OpenStore();
        var records = store.Get<IRecordActions>();
        var plan = await records.PlanRetractionAsync(retraction, call.Cancellation);
        if (plan.Records.Count == 0)
        {
            call.Terminal.Result(plan, _ => call.Terminal.Say("There are no such records."));
            return;
        }

        foreach (var notice in plan.Notices)
            call.Terminal.Note(notice.Message);

        call.Confirm(yes, TakingBack, WordsOf(plan));
        var done = await records.RetractAsync(retraction, call.Cancellation);
        call.Terminal.Result(done, _ =>
        {
            call.Terminal.Say(done.Records.Count == 0
                ? "Nothing was left of these records to take back." : $"Took back {WordsOf(done)}.");
            Notices.Show(call.Terminal, [.. done.Notices.Where(notice => plan.Notices.All(said => said.Code != notice.Code))]);
            call.Terminal.Say($"Data set {done.Dataset}, run {done.Run}, {Format.Seconds(done.Seconds)}.");
        });
    }

    private static string WordsOf(RetractionResult result) =>
        string.Join(", ", result.Records.Select(kind =>
            $"{(kind.IsAtMost ? "up to " : "")}{Format.Count(kind.Records)} {Of(kind)}")) + $" of the data set {result.Dataset}";

    private static string Of(RetractedRecords kind) => kind.RecordKind switch
    {
        "telemetry" => kind.Records == 1 ? "reading" : "readings",
        "maintenance" => kind.Records == 1 ? "replacement" : "replacements",
        _ => kind.Records == 1 ? kind.RecordKind[..^1] : kind.RecordKind,
    };
}
