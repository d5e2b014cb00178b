using Presage.Application.Export;
using Presage.Contracts;
using Presage.Jobs.Definitions;
using Presage.Reporting;

namespace Presage.Scheduler.Steps;

internal sealed class ReportDeed(ReportRenderer renderer, OutputFolder folder) : IDeed
{
    public string Kind => StepKinds.Report;

    public async Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation)
    {
        var path = folder.PathOf(arguments.Text("out"));
        var page = await renderer.RenderAsync(arguments.Text("of"), cancellation);
        await OutputFile.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file, leaveOpen: true);
            await writer.WriteAsync(page.AsMemory(), cancellation);
            return page.Length;
        });
        return new Dictionary<string, string> { ["file"] = path };
    }
}
