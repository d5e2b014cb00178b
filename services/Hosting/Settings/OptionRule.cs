using Presage.Engine;

namespace Presage.Hosting.Settings;

/// <summary>What the value of an option has to be.</summary>
public static class OptionRule
{
    /// <param name="isRight">Whether the value is in its range.</param>
    /// <param name="range">Completes the sentence "Set it to ...".</param>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public static void Require(bool isRight, string section, string name, string range)
    {
        if (!isRight)
            throw new PresageException(
                ErrorKind.Invalid, "invalid-options", $"The option {section}:{name} is wrong.", $"Set it to {range}.");
    }
}
