using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Reporting;

namespace Presage.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Result set or run.", HelpName = "RESULTS|RUN" };
        var file = CommandOptions.Out("HTML file to write.");
        return new Command("report", "Write one page that shows data, features, model, predictions and how good they were.") { subject, file }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var path = call.OutputFile(file);
                await store.Get<ReportWriter>().WriteAsync(call.Get(subject), path, call.Cancellation);
                call.Terminal.Result(new { subject = call.Get(subject), file = path }, _ => call.Terminal.SayWritten(path, $"Report: {path}"));
            });
    }
}
