using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Scheduler;

/// <summary>Section <c>Jobs</c>.</summary>
public sealed record JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Folder of the files that steps write; relative to the one in which the process was started.</summary>
    public string Outputs { get; init; } = "outputs";

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public JobOptions Validated()
    {
        OptionRule.Require(!string.IsNullOrWhiteSpace(Outputs), Section, nameof(Outputs), "a folder");
        return this;
    }
}
