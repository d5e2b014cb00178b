using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Presage.Hosting.Observability;

/// <summary>
/// The trace of a run, which follows from the run's id: also what is published for it later, by a retry or by somebody who knows nothing of
/// traces, belongs to it.
/// </summary>
internal static class RunTrace
{
    /// <summary>Begins a span of the run's trace. Where the message comes from another trace, its span is linked.</summary>
    public static Activity? Start(string name, string run)
    {
        var trace = ContextOf(run);
        var current = Activity.Current;
        if (current is null || current.TraceId != trace.TraceId)
        {
            ActivityLink[] links = current is null ? [] : [new ActivityLink(current.Context)];
            return PresageActivity.Source.StartActivity(name, ActivityKind.Internal, trace, links: links)
                ?.SetTag(PresageActivity.RunTag, run);
        }

        return PresageActivity.Source.StartActivity(name)?.SetTag(PresageActivity.RunTag, run);
    }

    public static ActivityContext ContextOf(string run)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(run)).AsSpan();
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]),
            ActivityTraceFlags.Recorded, isRemote: true);
    }
}
