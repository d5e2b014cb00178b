namespace Presage.Storage;

/// <summary>Feature rows of a run, one part a slice; they live as long as the run needs them.</summary>
public interface IFeatureSets
{
    /// <summary>Stores a part; storing it again replaces it.</summary>
    Task PutAsync(string run, int slice, ReadOnlyMemory<byte> rows, CancellationToken cancellation);

    Task<byte[]?> GetAsync(string run, int slice, CancellationToken cancellation);

    Task DeleteAsync(string run, CancellationToken cancellation);
}
