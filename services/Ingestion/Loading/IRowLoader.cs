using Presage.Ingestion.Csv;
using Presage.Storage;

namespace Presage.Ingestion.Loading;

/// <summary>Takes the rows of one source and brings them to the store.</summary>
internal interface IRowLoader
{
    /// <summary>Times of the records taken, in milliseconds.</summary>
    TimeSpread Times { get; }

    /// <summary>Takes a row; or returns the reason why it is refused.</summary>
    string? Add(CsvReader row);

    /// <summary>Brings what was taken to the store.</summary>
    Task<MergeCounts> FlushAsync(CancellationToken cancellation);
}
