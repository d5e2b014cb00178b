namespace Presage.Tests.Deployment.Schemas;

/// <summary>The fields of one type.</summary>
internal sealed record Declaration(string Name, IReadOnlyDictionary<string, Field> Fields);

/// <param name="Type">
/// As it stands in TypeScript: <c>string</c>, <c>Array&lt;V1Container&gt;</c>, <c>{ [key: string]: string; }</c>, ...
/// </param>
internal sealed record Field(string Type, bool IsRequired);
