using System.Buffers.Text;
using System.Text.Json;
using Presage.Engine;
using Presage.Hosting;

namespace Presage.Application.Paging;

/// <summary>
/// Where a list goes on, as a text that means nothing to whoever passes it on: the key of the last item of the page before.
/// </summary>
internal static class Cursor
{
    public static string Write<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, Json.Options));

    /// <returns>Null where the list begins.</returns>
    /// <exception cref="PresageException"><c>bad-cursor</c>.</exception>
    public static TKey? Read<TKey>(string? text)
        where TKey : class
    {
        if (text is null)
            return null;

        try
        {
            return JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(text), Json.Options) ?? throw Bad(text);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw Bad(text);
        }
    }

    private static PresageException Bad(string text) =>
        new(ErrorKind.Invalid, "bad-cursor", $"'{text}' is no place in this list.", "Take one from the page before, or leave it out.");
}
