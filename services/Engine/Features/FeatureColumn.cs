namespace Presage.Engine.Features;

/// <summary>One input of a model.</summary>
/// <param name="Name">Unique name, such as <c>volt_mean_24h</c>.</param>
/// <param name="Source">What it comes from, for grouping reasons: a sensor, <c>errors</c>, a component or an attribute.</param>
/// <param name="Description">Words for a person, such as <c>volt 24 h mean</c>.</param>
/// <param name="Unit">Unit of the value; empty when there is none.</param>
/// <param name="Categories">For categorical columns the names of the values 0, 1, 2, ...; otherwise null.</param>
public sealed record FeatureColumn(string Name, string Source, string Description, string Unit, IReadOnlyList<string>? Categories = null)
{
    public bool IsCategorical => Categories is not null;
}
