namespace Presage.Storage.MongoDb;

/// <param name="LargestInline">
/// Bytes up to which an artifact lies in its document, which may have 16 MiB with everything else; larger ones lie in GridFS.
/// </param>
internal sealed record MongoSettings(int LargestInline)
{
    public static MongoSettings Default { get; } = new(14 << 20);

    /// <summary>Slices of a stage whose progress lies in one document. It is part of the stored form.</summary>
    public int SlicesPerPart { get; init; } = 4096;

    /// <summary>How long it is taken as true, without looking, which store the database is and which version it has.</summary>
    public TimeSpan Trust { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nobody answers an operation before it is said that it waits.</summary>
    public TimeSpan LongWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long nobody answers an operation before it is given up, unless the address says that a server is waited for longer.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long whoever has a turn may say nothing before it counts as killed.</summary>
    public TimeSpan LongestTurnSilence { get; init; } = TimeSpan.FromSeconds(12);
}
