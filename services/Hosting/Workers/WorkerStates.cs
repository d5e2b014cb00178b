using Presage.Hosting.Life;

namespace Presage.Hosting.Workers;

/// <summary>What processes say of themselves.</summary>
public static class WorkerStates
{
    /// <summary>What others say of one that says nothing any more.</summary>
    public const string Gone = "gone";

    public static string Of(ProcessState state) => state.ToString().ToLowerInvariant();
}
