# A formula for a tap of Homebrew; a release has it with its version and sum, to be copied to Formula/copra.rb there.
class Copra < Formula
  desc "Turns COCO bounding boxes into instance masks, and handles COCO files"
  homepage "https://github.com/OWNER/copra"
  url "https://github.com/OWNER/copra/releases/download/v@VERSION@/copra.zip"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install "bin", "lib"
    (bin/"copra").write_env_script libexec/"bin/copra", Language::Java.overridable_java_home_env
    bash_completion.install "completions/copra.bash" => "copra"
    zsh_completion.install "completions/_copra"
    fish_completion.install "completions/copra.fish"
  end

  test do
    (testpath/"boxes.json").write <<~JSON
      {"images": [{"id": 1, "width": 8, "height": 6}], "categories": [{"id": 1, "name": "cat"}],
       "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 3]}]}
    JSON
    assert_match "counts", shell_output("#{bin}/copra mask boxes.json")
  end
end
