using Presage.Engine;

namespace Presage.Hosting.Checks;

/// <summary>How something stands that a process needs.</summary>
public enum FindingState
{
    Ok,

    /// <summary>A process runs, but not as somebody may expect.</summary>
    Warning,

    /// <summary>A process does not start, or does not work.</summary>
    Failed,

    /// <summary>It could not be looked at.</summary>
    Skipped,
}

/// <summary>What a check has found.</summary>
/// <param name="Found">A sentence.</param>
/// <param name="Code">What is wrong, in a word; null where nothing is.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
public sealed record Finding(FindingState State, string Found, string? Code = null, string? Remedy = null)
{
    public static Finding Ok(string found) => new(FindingState.Ok, found);

    public static Finding Skipped(string why, string? remedy = null) => new(FindingState.Skipped, why, null, remedy);

    public static Finding Warning(string code, string found, string remedy) => new(FindingState.Warning, found, code, remedy);

    public static Finding Failed(string code, string found, string remedy) => new(FindingState.Failed, found, code, remedy);

    /// <summary>What a process would say that meets it.</summary>
    public static Finding Failed(PresageException exception) => Failed(exception.Code, exception.Message, exception.Remedy);
}
