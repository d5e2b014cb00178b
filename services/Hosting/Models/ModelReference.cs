using System.Globalization;
using Presage.Engine;

namespace Presage.Hosting.Models;

/// <summary>A model as a person names it: NAME or NAME@champion for the champion, NAME@VERSION for a version.</summary>
/// <param name="Version">Null for the champion.</param>
public readonly record struct ModelReference(string Name, int? Version)
{
    private const string Champion = "champion";

    /// <exception cref="PresageException"><c>invalid-name</c>, <c>invalid-model</c>.</exception>
    public static ModelReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return new ModelReference(Names.Check("model", text), null);

        var name = Names.Check("model", text[..at]);
        var version = text[(at + 1)..];
        if (version == Champion)
            return new ModelReference(name, null);

        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new ModelReference(name, number)
            : throw new PresageException(
                ErrorKind.Invalid, "invalid-model", $"'{text}' does not name a model version.",
                $"Write {name}, {name}@1 or {name}@{Champion}.");
    }
}
