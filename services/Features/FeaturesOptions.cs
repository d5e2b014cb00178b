using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Features;

/// <summary>Section <c>Features</c>.</summary>
public sealed record FeaturesOptions
{
    public const string Section = "Features";

    /// <summary>Readings that a slice is made of, roughly; a slice has at least one machine. 1 or more.</summary>
    public long ReadingsPerSlice { get; init; } = 200_000;

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public FeaturesOptions Validated()
    {
        Require(ReadingsPerSlice >= 1, nameof(ReadingsPerSlice), "1 or more");
        Require(Concurrency >= 1, nameof(Concurrency), "1 or more");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
