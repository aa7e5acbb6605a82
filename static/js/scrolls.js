// A table's region takes the keyboard's focus only while there is something to scroll.

export function watchWidth(region) {
  const settle = () => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  };
  new ResizeObserver(settle).observe(region);
}
