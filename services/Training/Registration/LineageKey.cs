using System.Security.Cryptography;
using System.Text;
using Presage.Contracts.Api;
using Presage.Hosting;

namespace Presage.Training.Registration;

/// <summary>The same for the same work, so that a model which was made before is found instead of registered again.</summary>
internal static class LineageKey
{
    /// <summary>
    /// SHA-256 (hex) of the lineage without the run and the moments of knowledge, which the hash of the data stands for. The sweep is not
    /// part of it, since a model does not depend on the candidates that lost, nor on how the one that won was found: its hyper-parameters
    /// say all, those set by hand among them.
    /// </summary>
    public static string Of(ModelLineage lineage)
    {
        var work = lineage with { Run = "", AsOf = default, FailuresKnownUntil = default, Sweep = null, SplitReason = null };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(work))));
    }
}
