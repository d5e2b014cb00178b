namespace Presage.Ingestion.Cells;

/// <summary>How the times of a file are written; pinned when it is planned, so that all of its slices are read alike.</summary>
/// <param name="Pattern">That of <see cref="TimeForm.Pattern"/>.</param>
/// <param name="Zone">IANA name of the zone of times that do not say theirs; null is UTC.</param>
/// <param name="SecondPasses">Where hours that a clock showed twice begin the second time.</param>
internal sealed record TimeLayout(
    TimeForm Form = TimeForm.Iso, string? Pattern = null, string? Zone = null, IReadOnlyList<SecondPass>? SecondPasses = null)
{
    public static TimeLayout Plain { get; } = new();
}

/// <summary>Where an hour that a machine's clock showed twice begins the second time.</summary>
/// <param name="Line">Line of the first row that is in it.</param>
internal sealed record SecondPass(string Machine, DateOnly Day, long Line);
