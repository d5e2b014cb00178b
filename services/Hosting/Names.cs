using System.Text.RegularExpressions;
using Presage.Engine;

namespace Presage.Hosting;

/// <summary>Names that people give to data sets, models and result sets.</summary>
public static partial class Names
{
    /// <summary>Checks a name.</summary>
    /// <param name="what">What is named, for the message, such as <c>model</c>.</param>
    /// <exception cref="PresageException"><c>invalid-name</c>.</exception>
    public static string Check(string what, string? name) => name is not null && Pattern().IsMatch(name)
        ? name
        : throw new PresageException(
            ErrorKind.Invalid, "invalid-name",
            $"'{name}' is not a name for a {what}.",
            "Use 1 to 100 letters, digits, dots, dashes and underscores, beginning with a letter or digit.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Pattern();
}
