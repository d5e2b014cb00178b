using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>When something became known, and by which file of its run.</summary>
/// <param name="Known">Milliseconds since 1970-01-01 00:00 UTC.</param>
/// <param name="File">Number in the plan of the run.</param>
internal readonly record struct Stamp(long Known, long File) : IComparable<Stamp>
{
    /// <param name="known">Unix time.</param>
    public static Stamp Of(long known, long file) => new(UnixTime.ToMilliseconds(known), file);

    public int CompareTo(Stamp other) => Known != other.Known ? Known.CompareTo(other.Known) : File.CompareTo(other.File);
}
