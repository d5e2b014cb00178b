using System.Security.Cryptography;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Tests.Application.Support;

/// <summary>Model versions as training registers them.</summary>
internal static class Registered
{
    public static readonly EvaluationFigures Test = new(
        100, 10, [[80, 2], [3, 5]], 0.9, 0.7, 0.6, 0.65,
        new Dictionary<string, ComponentFigures> { ["comp1"] = new(0.7, 0.6, 0.65, 0.8, 0.1, 0.02) },
        new EventFigures(4, 3, 0.75, new LeadTimes(12, 24, 48), 2, 0.1, 30, 70));

    private static readonly DateTime s_begin = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Registers the next version of a model.</summary>
    /// <param name="horizonHours">Of its labels; part of what decides which rows it was judged on.</param>
    public static async Task<ModelVersion> RegisterAsync(this TestStore store, string name, double horizonHours = 84)
    {
        var models = store.Get<IModels>();
        var number = (await models.ListAsync(name, CancellationToken.None)).Count + 1;
        byte[] artifact = [.. $"{name} {number}".Select(letter => (byte)letter)];
        var lineage = new ModelLineage(
            "plant", s_begin, s_begin.AddDays(59), TestStore.Now, s_begin.AddDays(59), "azure-pdm", "scenario", "default", horizonHours,
            "data", "gradient-boosting", new Dictionary<string, double> { ["rounds"] = 50 }, 1, null, "0.1.0", $"train-{number}");
        return await models.RegisterAsync(
            new ModelVersion(
                name, 0, $"{name}-{number}", Convert.ToHexStringLower(SHA256.HashData(artifact)), "gradient-boosting", "default", "plant",
                lineage.Run, TestStore.Now.AddMinutes(number), Json.Write(lineage),
                Json.Write(new Dictionary<string, EvaluationFigures> { ["test"] = Test }),
                new Dictionary<string, double> { ["comp1"] = 0.2 }),
            artifact, CancellationToken.None);
    }
}
