using Presage.Engine;

namespace Presage.Hosting;

/// <summary>Forms of public messages: a client says which one it writes.</summary>
public static class SchemaVersions
{
    public const int Current = 1;

    /// <exception cref="PresageException"><c>unsupported-schema</c>.</exception>
    public static void Check(int? version)
    {
        if (version is not (null or Current))
            throw new PresageException(
                ErrorKind.Invalid, "unsupported-schema",
                $"The message is of version {version} of its form, and this Presage reads version {Current}.",
                "Write it as contracts/asyncapi.yaml describes it, or update Presage.");
    }
}
