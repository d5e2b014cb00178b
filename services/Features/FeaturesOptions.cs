namespace Presage.Features;

/// <summary>Section <c>Features</c>.</summary>
public sealed record FeaturesOptions
{
    public const string Section = "Features";

    /// <summary>Readings that a slice is made of, roughly; a slice has at least one machine. 1 or more.</summary>
    public long ReadingsPerSlice { get; init; } = 200_000;

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;
}
