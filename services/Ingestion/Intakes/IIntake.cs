using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>
/// Takes records of one kind, wherever they come from: refuses those that the scenario or the machines of the data set do not allow, each
/// with a reason from <see cref="Refusals"/>, and keeps the others until somebody takes them to the store. A cell that is refused is
/// missing; the rest of its record stays.
/// </summary>
internal interface IIntake<TRecord>
{
    /// <summary>Times of the records taken in.</summary>
    TimeSpread Times { get; }

    CellTally Cells { get; }

    /// <summary>What came since the last time.</summary>
    Taken<TRecord> Take();
}

/// <summary>Records for the store.</summary>
/// <param name="Counts">Records that the store is not given, for they say nothing that is not in the others.</param>
internal readonly record struct Taken<TRecord>(IReadOnlyList<TRecord> Records, MergeCounts Counts);
