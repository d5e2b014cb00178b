namespace Presage.Sources.Text;

/// <summary>Opens objects as text, whether they are packed with gzip or not.</summary>
public sealed class SourceTexts(SourceCatalog sources, SourceLimits limits)
{
    /// <summary>
    /// Makes the library tell when a compressed text ends too early, which it otherwise takes for the end. Call once, before the process
    /// reads any.
    /// </summary>
    public static void RefuseTruncated() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens an object to look at its beginning and then, if wanted, to read it through: once for both.</summary>
    /// <exception cref="Engine.PresageException">It cannot be read, or is named as if it were compressed and is not.</exception>
    public async Task<ObjectText> OpenAsync(SourceObject item, CancellationToken cancellation) =>
        ObjectText.Of(await sources.Of(item.Address).OpenAsync(item.Address, 0, cancellation), item, limits);

    /// <summary>
    /// The text of an object from an offset on. One that is compressed or in UTF-16 can only be read from its beginning, and is up to
    /// there.
    /// </summary>
    /// <param name="address">As it was listed.</param>
    /// <param name="offset">Bytes of text to leave out.</param>
    public async Task<Stream> OpenAtAsync(string address, TextForm form, long offset, CancellationToken cancellation)
    {
        var source = sources.Of(address);
        if (form == default)
            return await source.OpenAsync(address, offset, cancellation);

        var packed = await source.OpenAsync(address, 0, cancellation);
        var text = form.Coding.ToUtf8(
            form.IsGzip ? new GzipText(address, new ReplayedStream(ReadOnlyMemory<byte>.Empty, packed), limits) : packed);
        Skip(text, offset);
        return text;
    }

    private static void Skip(Stream stream, long bytes)
    {
        var buffer = new byte[(int)Math.Min(bytes, 1 << 16)];
        for (var read = 1; bytes > 0 && read > 0; bytes -= read)
            read = stream.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
    }
}
