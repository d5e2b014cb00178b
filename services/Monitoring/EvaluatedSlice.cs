using Presage.Engine.Evaluation;
using Presage.Hosting;
using Presage.Hosting.Results;

namespace Presage.Monitoring;

/// <summary>What a slice says to the end of the evaluation.</summary>
public sealed record EvaluatedSlice(EvaluationPart Part, IReadOnlyList<VersionRows> Versions)
{
    /// <summary>Reads what <see cref="Json"/> wrote; a slice of an earlier version is the part alone.</summary>
    public static EvaluatedSlice Read(string json)
    {
        var slice = Json.Read<EvaluatedSlice>(json);
        return slice.Part is null ? new EvaluatedSlice(Json.Read<EvaluationPart>(json), []) : slice;
    }
}
