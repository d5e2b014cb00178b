using System.Collections.ObjectModel;

namespace Presage.Jobs.Templates;

/// <summary>What the names in a template stand for.</summary>
/// <param name="Job">Name of the job.</param>
/// <param name="Run">Id of the job run.</param>
/// <param name="From">The interval is (From, To]; null when the job run has none.</param>
/// <param name="Item">What a for-each is at; null outside.</param>
public sealed record TemplateValues(string Job, string Run, DateTime? From, DateTime? To, string? Item = null)
{
    /// <summary>
    /// By name; times as <see cref="Scenarios.Times.Format"/> has them, the entries of a list as <see cref="ListText"/> joins them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Outputs by name, by the name of the step.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Steps { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>.Empty;
}
