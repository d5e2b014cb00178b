namespace Presage.Sources;

/// <summary>A kind of place that records are read from, such as the files of this machine. Reading is all that it is asked for.</summary>
public interface ISource
{
    /// <summary>What its addresses have before <c>://</c>; the empty text stands for paths, which have nothing there.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>The object at an address; or, of a folder or archive, what lies in it and below it.</summary>
    /// <param name="isWanted">By an object's name without folders, whether it is looked at where it was not asked for by itself.</param>
    /// <exception cref="Engine.PresageException">There is nothing, or it may not be read.</exception>
    Task<SourceListing> ListAsync(string address, Func<string, bool> isWanted, CancellationToken cancellation);

    /// <summary>Looks at an object without reading it; null when it is not there.</summary>
    /// <param name="address">As it was listed.</param>
    Task<Fingerprint?> FingerprintAsync(string address, CancellationToken cancellation);

    /// <summary>Opens an object's bytes, packed as they are, from an offset on.</summary>
    /// <param name="address">As it was listed; whether it may be read is asked again, since it may have changed.</param>
    /// <exception cref="Engine.PresageException">It is not there, may not be read, is empty or too large.</exception>
    Task<Stream> OpenAsync(string address, long offset, CancellationToken cancellation);
}
