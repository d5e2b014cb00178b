using Presage.Engine;
using Presage.Reporting.Data;

namespace Presage.Reporting;

/// <summary>Reads what there is to say about a result set or a run, and lays it out as one HTML document.</summary>
public sealed class ReportRenderer(ReportReader reader)
{
    /// <param name="subject">Name of a result set, or id of a run.</param>
    /// <exception cref="PresageException"><c>unknown-subject</c>.</exception>
    public async Task<string> RenderAsync(string subject, CancellationToken cancellation) =>
        ReportPage.Of(await reader.ReadAsync(subject, cancellation)).ToString();
}
