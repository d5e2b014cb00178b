namespace Presage.Engine.Scenarios;

/// <summary>A property of a machine: a number, or a category when <see cref="Categories"/> is given.</summary>
/// <param name="Minimum">Smallest credible number; 0 for a category.</param>
/// <param name="Maximum">Largest credible number; the last category's index for a category.</param>
/// <param name="Categories">Every value a categorical attribute can have; its index stands for it in feature rows.</param>
public sealed record MachineAttribute(string Name, string Unit, double Minimum, double Maximum, IReadOnlyList<string>? Categories = null)
{
    /// <summary>Other names that its column can have.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool IsCategorical => Categories is not null;
}
