using System.CommandLine;
using Presage.Application.Export;
using Presage.Application.Quarantine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

internal static class QuarantineCommand
{
    private const int UsualMost = 20;
    private static readonly string[] RecordKinds = ["telemetry", "errors", "maintenance", "failures", "machines"];

    public static Command Create() => new("quarantine", "Rows that ingestion refused, with the reason.") { List(), Export(), Readmit() };

    public static void ShowCounts(Terminal terminal, IReadOnlyList<QuarantinedRows> counts)
    {
        var table = Tables.Create("records", "refused because", "#rows");
        foreach (var count in counts)
            table.Row(count.RecordKind, count.Reason, Format.Count(count.Rows));

        terminal.Show(table);
    }

    private static Command List()
    {
        var filter = new Filter();
        var page = new PageOptions(UsualMost);
        var command = filter.AddTo(new Command("list", "Show how many rows were refused and why, and the rows themselves."));
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IQuarantineActions>().ListAsync(filter.Of(call), page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ => Show(call.Terminal, list));
        });
    }

    private static Command Export()
    {
        var filter = new Filter();
        var file = CommandOptions.Out("CSV file to write.");
        var command = filter.AddTo(new Command("export", "Write all refused rows as CSV."));
        command.Add(file);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var (quarantine, path) = (store.Get<IQuarantineActions>(), call.OutputFile(file));
            var written = await OutputFile.WriteAsync(path, output => quarantine.ExportAsync(filter.Of(call), output, call.Cancellation));
            call.Terminal.Result(
                written with { File = path },
                _ => call.Terminal.SayWritten(path, $"{Format.Count(written.Rows)} refused rows written to {path}."));
        });
    }

    private static Command Readmit()
    {
        var filter = new Filter();
        var file = new Argument<string?>("FILE")
        {
            Description = "What export wrote, with texts mended.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = filter.AddTo(new Command("readmit", "Read refused rows again; what is taken leaves the quarantine."));
        command.Add(file);
        return command.Does(async call =>
        {
            await using var services = await call.StartServicesAsync();
            var asked = filter.Of(call);
            if (call.Get(file) is { } path)
            {
                await using var mended = Open(path);
                await services.Get<IQuarantineActions>().MendAsync(asked.Dataset, mended, call.Cancellation);
            }

            var result = await call.ExecuteAsync<IngestResult>(services, requests => requests.ReadmitAsync(asked, call.Cancellation));
            call.Terminal.Result(result, _ => Show(call.Terminal, result));
        });
    }

    private static FileStream Open(string path) => File.Exists(path)
        ? File.OpenRead(path)
        : throw new PresageException(
            ErrorKind.NotFound, "no-file", $"There is no file '{path}'.", "Name a file that the export of the quarantine wrote.");

    private static void Show(Terminal terminal, IngestResult result)
    {
        IngestView.ShowCounts(terminal, result);
        foreach (var line in result.Quarantine)
            terminal.Say($"  {IngestView.Line(line)}");

        var (read, refused) = (result.Sources.Sum(source => source.Read), result.Sources.Sum(source => source.Quarantined));
        terminal.Say(
            $"{Format.Count(read - refused)} of {Format.Count(read)} rows were taken, {Format.Count(refused)} are still refused; "
            + $"run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }

    private static void Show(Terminal terminal, QuarantineList list)
    {
        if (list.Counts.Count == 0)
        {
            terminal.Say($"Nothing was refused of the data set {list.Dataset}.");
            return;
        }

        ShowCounts(terminal, list.Counts);
        foreach (var row in list.Rows)
            terminal.Say($"  {row.File}:{row.Line}: {row.Reason}: {row.Text}");

        PageOptions.ShowNext(terminal, list.Next);
    }

    /// <summary>Which rows are meant.</summary>
    private sealed class Filter
    {
        private readonly Argument<string> _dataset = CommandOptions.Dataset();
        private readonly Option<string?> _run = new("--run") { Description = "Only rows that this run refused.", HelpName = "RUN" };
        private readonly Option<string?> _kind = CommandOptions.Choice("--kind", "Only records of this kind.", RecordKinds);
        private readonly Option<string?> _reason = new("--reason")
        {
            Description = "Only rows refused for this reason.",
            HelpName = "REASON",
        };

        public Command AddTo(Command command)
        {
            command.Add(_dataset);
            foreach (var option in new[] { _run, _kind, _reason })
                command.Add(option);

            return command;
        }

        public QuarantineFilter Of(CommandCall call) => new(call.Get(_dataset), call.Get(_run), call.Get(_kind), call.Get(_reason));
    }
}
