namespace Presage.Contracts;

/// <summary>Command: read one byte range of one file.</summary>
/// <param name="Source">telemetry, errors, maintenance, failures or machines.</param>
/// <param name="Offset">First byte of the range; the range begins and ends between two lines.</param>
/// <param name="Length">Bytes in the range; -1 reads to the end (compressed files).</param>
/// <param name="FirstLine">Line number, from 1, of the first line of the range.</param>
public sealed record IngestSlice(
    string RunId, int Slice, string Dataset, string Source, string Path, long Offset, long Length, long FirstLine) : IRunMessage;
