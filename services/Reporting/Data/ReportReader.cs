namespace Presage.Reporting.Data;

/// <summary>Collects everything a report shows.</summary>
public sealed class ReportReader(
    SubjectFinder subjects, RawDataReader raw, FeatureReader features, ModelReader models, ScoringReader scoring, TimeProvider clock)
{
    /// <exception cref="Engine.PresageException">There is no such result set or run.</exception>
    public async Task<ReportData> ReadAsync(string name, CancellationToken cancellation)
    {
        var subject = await subjects.FindAsync(name, cancellation);
        var predicted = subject.Results is { } results ? await scoring.ReadAsync(subject, results, cancellation) : null;
        var artifact = subject.Version is { } registered ? await models.ArtifactAsync(registered, cancellation) : null;
        return new ReportData(
            subject,
            clock.GetUtcNow().UtcDateTime,
            await raw.ReadAsync(subject, StoryOf(predicted), cancellation),
            await features.ReadAsync(subject, artifact, cancellation),
            subject.Version is { } version ? await models.ReadAsync(subject, version, artifact, cancellation) : null,
            predicted);
    }

    /// <summary>The machine whose time line tells most: one that was at risk and failed, else the riskiest.</summary>
    private static string? StoryOf(ScoringData? scoring) =>
        scoring?.Lanes.OrderByDescending(lane => lane.Events.Count > 0 && lane.Alarms.Count > 0).FirstOrDefault()?.Machine;
}
