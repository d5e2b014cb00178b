using System.Text.Json.Serialization;

namespace Presage.Storage.Sqlite;

/// <summary>What of jobs is read and written as a whole. Names of fields and of enumerations are part of the stored form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(StepRun[]))]
[JsonSerializable(typeof(BackfillInterval[]))]
internal sealed partial class SqliteJobJson : JsonSerializerContext;
