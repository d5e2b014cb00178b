using System.Text.Json;
using System.Text.Json.Serialization;
using Presage.Contracts.Api;

namespace Presage.Hosting;

/// <summary>Notices as they are written, and as runs of earlier versions have kept them: as the sentence alone.</summary>
internal sealed class NoticeConverter : JsonConverter<Notice>
{
    public override Notice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Notice("note", reader.GetString()!);

        using var document = JsonDocument.ParseValue(ref reader);
        var (code, message) = (document.RootElement.GetProperty("code"), document.RootElement.GetProperty("message"));
        return new Notice(code.GetString()!, message.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, Notice value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("message", value.Message);
        writer.WriteEndObject();
    }
}
