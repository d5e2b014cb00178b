using System.CommandLine;
using Presage.Application.Export;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;
using Presage.Reporting;

namespace Presage.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Result set or run.", HelpName = "RESULTS|RUN" };
        var file = CommandOptions.Out("HTML file to write.");
        var command = new Command("report", "Write one page that shows data, features, model, predictions and how good they were.")
        {
            subject, file,
        };
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var path = call.OutputFile(file);
            await WriteAsync(store.Get<ReportRenderer>(), call.Get(subject), path, call.Cancellation);
            var written = new WrittenReport(call.Get(subject), path);
            call.Terminal.Result(written, _ => call.Terminal.SayWritten(path, $"Report: {path}"));
        });
    }

    /// <exception cref="Engine.PresageException">There is no such subject, or the file cannot be written.</exception>
    public static async Task WriteAsync(ReportRenderer renderer, string subject, string path, CancellationToken cancellation)
    {
        var page = await renderer.RenderAsync(subject, cancellation);
        await OutputFile.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file, leaveOpen: true);
            await writer.WriteAsync(page.AsMemory(), cancellation);
            return page.Length;
        });
    }
}
