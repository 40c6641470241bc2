namespace Actors.Testing.Hostile;

/// <summary>What happens to a description by accident or on purpose.</summary>
public static class TextMutation
{
    private static readonly string[] Pieces =
    [
        "\r\n", "\n\n", " ", ":", "=", "/", "*", "\0", "é", "a=", "m=video 9 RTP/SAVPF 96\n", "a=group:BUNDLE 0\n", "a=mid:0\n",
        "a=candidate:", "99999999999999999999", "-1", "a=rtpmap:128 VP8/90000\n", "BUNDLE", "sha-256", "\ud800",
    ];

    /// <summary>Changes it in one to five places.</summary>
    public static string Mutate(string original, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var text = new System.Text.StringBuilder(original);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(0, Math.Max(1, text.Length));
            var length = Math.Min(random.Next(1, 60), text.Length - at);
            switch (random.Next(0, 5))
            {
                case 0 when text.Length > 0:
                    text[at] = (char)random.Next(0, 128);
                    break;
                case 1:
                    text.Remove(at, length);
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 3 when random.Next(0, 10) == 0:
                    text.Length = at;
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(0, Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
