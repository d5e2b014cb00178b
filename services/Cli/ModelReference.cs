using System.Globalization;
using Presage.Engine;

namespace Presage.Cli;

/// <summary>NAME, NAME@VERSION or NAME@champion.</summary>
/// <param name="Version">Null for the champion.</param>
internal sealed record ModelReference(string Name, int? Version)
{
    private const string Champion = "champion";

    /// <exception cref="PresageException">The text after the at sign is neither a version nor the champion.</exception>
    public static ModelReference Parse(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
            return new ModelReference(text, null);

        var (name, version) = (text[..at], text[(at + 1)..]);
        if (version == Champion)
            return new ModelReference(name, null);

        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ModelReference(name, number)
            : throw new PresageException(ErrorKind.Invalid, "bad-model", $"'{version}' is not a version of a model.", $"Write {name}@1 or {name}@{Champion}.");
    }
}
