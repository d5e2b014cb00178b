using Presage.Engine;
using Presage.Hosting.Models;

namespace Presage.Tests.Hosting;

public sealed class ModelReferenceTests
{
    [Theory]
    [InlineData("pump", "pump", null)]
    [InlineData("pump@champion", "pump", null)]
    [InlineData("pump@12", "pump", 12)]
    public void A_model_is_named_with_or_without_version(string text, string name, int? version) =>
        ModelReference.Parse(text).ShouldBe(new ModelReference(name, version));

    [Theory]
    [InlineData("")]
    [InlineData("@1")]
    [InlineData("pump@")]
    [InlineData("pump@0")]
    [InlineData("pump@-1")]
    [InlineData("pump@1@2")]
    [InlineData("a pump")]
    public void Anything_else_is_refused(string text) => Should.Throw<PresageException>(() => ModelReference.Parse(text));
}
