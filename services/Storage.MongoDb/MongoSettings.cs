namespace Presage.Storage.MongoDb;

/// <param name="LargestInline">
/// Bytes up to which an artifact lies in its document, which may have 16 MiB with everything else; larger ones lie in GridFS.
/// </param>
internal sealed record MongoSettings(int LargestInline)
{
    public static MongoSettings Default { get; } = new(14 << 20);
}
